"""What there is to read about a movement or a routine, and how it is drawn: kept on disk until somebody asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """Where something of a movement comes from.

    `type` is "seed" (with `ref`, the name of the article), "public" (with `title` and `url`) or "general-knowledge".
    """

    type: str
    supports: str
    ref: str | None = None
    title: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """A pose of the figure: the angle of each limb in degrees, 0 up, 90 to the right of the screen."""

    label: str
    text: str
    pose: Mapping[str, float | str]


@dataclass(frozen=True, slots=True)
class Animation:
    """The figure goes through its frames in `cycle_s` seconds. From the front it is mirrored.

    `order` is "there-and-back", from the first frame to the last and back, or "round", from the last on to the first.
    """

    view: str
    cycle_s: float
    frames: tuple[Frame, ...]
    props: tuple[str, ...] = ()
    shown_side: str | None = None
    """The side that is drawn; for the other one the figure is mirrored."""
    note: str | None = None
    order: str = "there-and-back"


@dataclass(frozen=True, slots=True)
class Details:
    """The rest of a movement's file."""

    animation: Animation
    sources: tuple[Source, ...]
    breathing: str = ""
    aka: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()
    stop_signs: tuple[str, ...] = ()
    seed_relation: str | None = None
    """What the movement is of the seed: the same (direct), a variation it names, or an adaptation of ours."""


@dataclass(frozen=True, slots=True)
class RoutineDetails:
    """The rest of a routine's file: when it fits, and what of the seeds it is built on."""

    when: str = ""
    seed_basis: tuple[str, ...] = ()
