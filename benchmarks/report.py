"""The idle figures of a run: medians, ranges and ratios, as a table to read and as data."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from .figures import Budget, machine, spread
from .measure import Sample
from .programs import OURS, PEERS


@dataclass
class Results:
    """What a run found: samples by program and round (None where one failed), and why others have none."""

    rounds: int
    settle_s: float
    window_s: float
    seated: bool  # whether somebody types meanwhile
    baselines: list[float] = field(default_factory=list)  # CPU seconds per second of the bare desktop, by round
    samples: dict[str, list[Sample | None]] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Figure:
    """One figure; `of` takes a sample and the round's baseline, and has no answer where it does not apply."""

    key: str
    title: str
    digits: int
    of: Callable[[Sample, float], float | None]
    budget: Budget | None = None
    beside: Mapping[str, Budget] = field(default_factory=dict)  # budgets of the ratio to a peer


FIGURES = (
    Figure(
        "alone_mib",
        "Resident memory, MiB (PSS of all its processes, what it shares with this benchmark counted whole)",
        1,
        lambda s, _: s.alone_kib / 1024,
        Budget("<= 32 MiB (goal 25)", 32),
        {"workrave": Budget("goal: below workrave's", 1), "safe-eyes": Budget("not above safe-eyes'", 1)},
    ),
    Figure(
        "pss_mib",
        "Resident memory, MiB (PSS as the kernel divides it, other Pythons' shares taken off)",
        1,
        lambda s, _: s.pss_kib / 1024,
    ),
    Figure(
        "wakeups_per_min",
        "Wake-ups a minute, without one for each time that the icon changes, for then the panel asks",
        1,
        lambda s, _: max(0, s.wakeups - s.redraws) / s.window_s * 60,
        Budget("<= 1 a minute", 1),
    ),
    Figure("all_wakeups_per_min", "Wake-ups a minute, all", 1, lambda s, _: s.wakeups / s.window_s * 60),
    Figure(
        "cpu_s_per_h",
        "CPU while idle, seconds an hour",
        2,
        lambda s, _: s.cpu_s / s.window_s * 3600,
        Budget("< 0.5 s an hour", 0.5),
    ),
    Figure(
        "others_cpu_s_per_h",
        "CPU caused in panel, buses and X, seconds an hour (beyond the bare desktop's)",
        2,
        lambda s, bare: (s.others_cpu_s / s.window_s - bare) * 3600,
        Budget("< 0.1 s an hour", 0.1),
    ),
    Figure(
        "icon_ms",
        "From exec to the tray icon, ms",
        0,
        lambda s, _: s.icon_after_s and s.icon_after_s * 1000,
        beside={"workrave": Budget("<= 2x workrave's", 2), "safe-eyes": Budget("below safe-eyes'", 1)},
    ),
)


def table(results: Results) -> str:
    """The results for people."""
    blocks = (line for figure in FIGURES for line in _block(results, figure))
    return "\n".join((*_heading(results), *blocks, *_notes(results)))


def data(results: Results) -> dict[str, object]:
    """The results for programs."""
    figures = {name: {figure.key: values(results, figure, name) for figure in FIGURES} for name in results.samples}
    return {"machine": machine(), **asdict(results), "figures": figures}


def values(results: Results, figure: Figure, name: str) -> list[float | None]:
    """A program's figure in each round."""
    rounds = zip(results.samples.get(name, []), results.baselines, strict=False)
    return [None if sample is None else figure.of(sample, bare) for sample, bare in rounds]


def ratio(results: Results, figure: Figure, name: str, peer: str) -> float | None:
    """The median over the rounds of a program's figure divided by a peer's in the same round.

    Rounds in which noise put one below zero, or the peer at zero, have no ratio.
    """
    pairs = zip(values(results, figure, name), values(results, figure, peer), strict=False)
    quotients = [mine / its for mine, its in pairs if mine is not None and its is not None and mine >= 0 < its]
    return statistics.median(quotients) if quotients else None


def _heading(results: Results) -> Iterator[str]:
    bare = [value * 3600 for value in results.baselines]
    person = "somebody types" if results.seated else "nobody is there"
    yield f"In the tray, while {person} and nothing is asked of it, beside its peers on one desktop"
    yield f"{results.rounds} rounds; settled for {results.settle_s:.0f} s, then watched for {results.window_s:.0f} s"
    yield "median (least-most) over the rounds; a ratio is the median of each round's ratio"
    yield "a wake-up is a voluntary switch: one that ends a wait for the disk is counted as well"
    yield f"the desktop with nothing running: {spread(bare, 2)} CPU seconds an hour"


def _block(results: Results, figure: Figure) -> Iterator[str]:
    names = list(results.samples)
    beside = [name for name in (OURS, *PEERS) if name in names]
    yield ""
    yield figure.title
    yield f"  {'':<12}{'':<28}" + "".join(f"{'/ ' + name:>13}" for name in beside)
    for name in names:
        ratios = (None if name == peer else ratio(results, figure, name, peer) for peer in beside)
        known = [value for value in values(results, figure, name) if value is not None]
        cells = "".join(f"{'-' if quotient is None else f'{quotient:.2f}':>13}" for quotient in ratios)
        yield f"  {name:<12}{spread(known, figure.digits):<28}{cells}"
    if said := "; ".join(_verdicts(results, figure)):
        yield f"  budget: {said}"


def _verdicts(results: Results, figure: Figure) -> Iterator[str]:
    """Our own figure against its budgets."""
    if figure.budget is not None:
        known = [value for value in values(results, figure, OURS) if value is not None]
        yield f"{figure.budget.said}: {figure.budget.verdict(known)}"
    for peer, budget in figure.beside.items():
        quotient = ratio(results, figure, OURS, peer)
        yield f"{budget.said}: {budget.verdict([] if quotient is None else [quotient])}"


def _notes(results: Results) -> Iterator[str]:
    yield ""
    for name, samples in results.samples.items():
        if done := [sample for sample in samples if sample is not None]:
            yield f"{name}: {len(done)} of {len(samples)} rounds, {_seen(done)}"
    for name, reason in results.reasons.items():
        yield f"{name}: {reason}"


def _seen(samples: Sequence[Sample]) -> str:
    """What else was seen of a program."""
    last = samples[-1]
    icon = f"tray icon by {last.icon}" if last.icon else "no tray icon"
    short_lived = any(sample.some_unseen for sample in samples)
    more = "; threads or children ended in the window: it woke more often than counted" if short_lived else ""
    return f"{max(sample.processes for sample in samples)} process(es), {icon}{more}"
