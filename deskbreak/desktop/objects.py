"""Objects we offer on D-Bus, described as data: methods, properties, signals."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jeepney import HeaderFields, Message, new_error, new_method_return

log = logging.getLogger(__name__)

ERROR = "org.freedesktop.DBus.Error"
PROPERTIES = "org.freedesktop.DBus.Properties"
INTROSPECTABLE = "org.freedesktop.DBus.Introspectable"
PEER = "org.freedesktop.DBus.Peer"


class Refused(Exception):
    """A call we answer with an error: `name` is its D-Bus name."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__(words)
        self.name = f"{ERROR}.{name}"


@dataclass(frozen=True, slots=True)
class Method:
    """`call` gets the arguments and returns the tuple of what `gives` says."""

    takes: str
    gives: str
    call: Callable[..., tuple[Any, ...]]
    by_whom: bool = False
    """Whether `call` gets the caller's unique name before the arguments."""


@dataclass(frozen=True, slots=True)
class Property:
    """A value to be read, asked for anew each time."""

    signature: str
    read: Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Interface:
    """What one interface offers."""

    methods: Mapping[str, Method] = field(default_factory=dict)
    properties: Mapping[str, Property] = field(default_factory=dict)
    signals: Mapping[str, str] = field(default_factory=dict)


Objects = Mapping[str, Mapping[str, Interface]]
"""By path, by interface name."""


@dataclass(frozen=True, slots=True)
class Call:
    """A method call as it came in. `signature` describes the arguments; interface None means any."""

    path: str
    interface: str | None
    member: str
    signature: str
    arguments: tuple[Any, ...]
    sender: str


def answered(objects: Objects, message: Message) -> Message:
    """The reply to a method call that came in, whatever it asks for."""
    fields = message.header.fields
    call = Call(
        path=fields[HeaderFields.path],
        interface=fields.get(HeaderFields.interface),
        member=fields[HeaderFields.member],
        signature=fields.get(HeaderFields.signature, ""),
        arguments=message.body,
        sender=fields.get(HeaderFields.sender, ""),
    )
    try:
        return new_method_return(message, *answer(objects, call))
    except Refused as refused:
        return new_error(message, refused.name, "s", (str(refused),))
    except Exception:
        log.exception("%s failed", call.member)
        return new_error(message, f"{ERROR}.Failed", "s", ("this is a bug in deskbreak",))


def answer(objects: Objects, call: Call) -> tuple[str | None, tuple[Any, ...]]:
    """The signature and body of the reply. Refused, when there is nothing to call."""
    if call.interface == PEER and call.member == "Ping":
        return None, ()
    if call.path not in objects:
        raise Refused("UnknownObject", f"no object at {call.path}")
    method = _find(objects[call.path], call.interface, call.member)
    if call.signature != method.takes:
        raise Refused("InvalidArgs", f"{call.member} takes {method.takes!r}, not {call.signature!r}")
    told = (call.sender,) if method.by_whom else ()
    return method.gives or None, method.call(*told, *call.arguments)


def _find(offered: Mapping[str, Interface], interface: str | None, member: str) -> Method:
    candidates = [name for name in (offered if interface is None else [interface]) if name in offered]
    for name in candidates:
        if member in offered[name].methods:
            return offered[name].methods[member]
    standard = _standard(offered)
    if interface in (None, PROPERTIES, INTROSPECTABLE) and member in standard:
        return standard[member]
    raise Refused("UnknownMethod", f"no method {member} in {interface}")


def _standard(offered: Mapping[str, Interface]) -> dict[str, Method]:
    def one(name: str) -> Interface:
        if name not in offered:
            raise Refused("UnknownInterface", f"no interface {name}")
        return offered[name]

    def get(name: str, prop: str) -> tuple[Any, ...]:
        properties = one(name).properties
        if prop not in properties:
            raise Refused("UnknownProperty", f"no property {prop} in {name}")
        return ((properties[prop].signature, properties[prop].read()),)

    def get_all(name: str) -> tuple[Any, ...]:
        return ({key: (prop.signature, prop.read()) for key, prop in one(name).properties.items()},)

    def set_(_name: str, prop: str, _value: Any) -> tuple[Any, ...]:
        raise Refused("PropertyReadOnly", f"{prop} can only be read")

    return {
        "Get": Method("ss", "v", get),
        "GetAll": Method("s", "a{sv}", get_all),
        "Set": Method("ssv", "", set_),
        "Introspect": Method("", "s", lambda: (introspection(offered),)),
    }


def introspection(offered: Mapping[str, Interface]) -> str:
    """The XML that describes these interfaces. All names in it are our own: nothing needs to be escaped."""
    parts = ["<node>"]
    for name, interface in offered.items():
        parts.append(f"<interface name='{name}'>")
        for member, method in interface.methods.items():
            arguments = _arguments(method.takes, "in") + _arguments(method.gives, "out")
            parts.append(f"<method name='{member}'>{arguments}</method>")
        for member, prop in interface.properties.items():
            parts.append(f"<property name='{member}' type='{prop.signature}' access='read'/>")
        for member, signature in interface.signals.items():
            parts.append(f"<signal name='{member}'>{_arguments(signature)}</signal>")
        parts.append("</interface>")
    return "".join([*parts, "</node>"])


def _arguments(signature: str, direction: str = "") -> str:
    towards = f" direction='{direction}'" if direction else ""
    return "".join(f"<arg type='{kind}'{towards}/>" for kind in split_signature(signature))


def split_signature(signature: str) -> list[str]:
    """The complete types of a signature, one by one: "ia{sv}av" is i, a{sv}, av."""
    types, start, depth = [], 0, 0
    for index, letter in enumerate(signature):
        depth += (letter in "({") - (letter in ")}")
        if depth == 0 and letter != "a":
            types.append(signature[start : index + 1])
            start = index + 1
    return types
