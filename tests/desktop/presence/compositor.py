"""A Wayland compositor that offers what a test wants, and whose idle time is what a test says. It draws nothing."""

from __future__ import annotations

import socket
import struct
from pathlib import Path

from deskbreak.ports.loop import Loop

DISPLAY = 1
SYNC, GET_REGISTRY, BIND, DESTROY = 0, 1, 0, 0
ALL = {"wl_compositor": 4, "wl_seat": 7, "ext_idle_notifier_v1": 2}
ASKS = {
    ("ext_idle_notifier_v1", 1): (0, 1, 2),
    ("ext_idle_notifier_v1", 2): (0, 1, 2),
    ("org_kde_kwin_idle", 0): (0, 2, 1),
}
"""The requests that make something tell of idleness: where number, milliseconds and seat stand among the arguments."""


def text(words: str) -> bytes:
    """As it stands in a message."""
    data = words.encode() + b"\0"
    return struct.pack("=I", len(data)) + data + bytes(-len(data) % 4)


class Compositor:
    """Listens from the beginning; a `Source`. The clients come and go as others."""

    def __init__(self, loop: Loop, folder: Path, offers: dict[str, int] | None = None) -> None:
        self._loop = loop
        self.offers = ALL if offers is None else offers
        self.seats = 1
        self.path = folder / "wayland-7"
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(self.path))
        self._listening.listen()
        self.clients: list[Client] = []
        self.environment = {"WAYLAND_DISPLAY": self.path.name, "XDG_RUNTIME_DIR": str(folder)}
        loop.add(self)

    @property
    def wants_write(self) -> bool:
        return False

    def fileno(self) -> int:
        return self._listening.fileno()

    def ready(self) -> None:
        connection, _address = self._listening.accept()
        client = Client(self, connection)
        self.clients.append(client)
        self._loop.add(client)

    @property
    def client(self) -> Client:
        """The one that came last."""
        return self.clients[-1]

    def end(self) -> None:
        """As when it crashes."""
        self._loop.remove(self)
        self._listening.close()
        self.path.unlink(missing_ok=True)
        for client in list(self.clients):
            self.drop(client)

    def drop(self, client: Client) -> None:
        self.clients.remove(client)
        self._loop.remove(client)
        client.connection.close()


class Client:
    """One that is connected; a `Source`."""

    def __init__(self, compositor: Compositor, connection: socket.socket) -> None:
        self._compositor = compositor
        self.connection = connection
        self._in = b""
        self._interfaces: dict[int, str] = {}
        self._offered: dict[int, str] = {}
        self._seats: list[int] = []
        self.registry = 0
        self.watches: dict[int, int] = {}
        """What tells of idleness, and after how many milliseconds."""
        self.seat_of: dict[int, int] = {}
        """Whose idleness that is, by the place of the seat."""
        self.idled: set[int] = set()
        self.asked: list[tuple[str, int]] = []
        """The requests that made those, with the interface."""

    @property
    def wants_write(self) -> bool:
        return False

    def fileno(self) -> int:
        return self.connection.fileno()

    def ready(self) -> None:
        try:
            data = self.connection.recv(4096)
        except ConnectionResetError:
            data = b""
        if not data:
            self._compositor.drop(self)
            return
        self._in += data
        while len(self._in) >= 8:
            thing, word = struct.unpack_from("=II", self._in)
            if len(self._in) < word >> 16:
                return
            body, self._in = self._in[8 : word >> 16], self._in[word >> 16 :]
            self._asked_for(thing, word & 0xFFFF, body)

    def tell(self, thing: int, event: int, body: bytes = b"") -> None:
        self.connection.sendall(struct.pack("=II", thing, (8 + len(body)) << 16 | event) + body)

    def is_idle(self, milliseconds: int, seat: int | None = None) -> None:
        """Nothing was touched for so long, at one seat or at all."""
        for watch, after in self.watches.items():
            if after <= milliseconds and watch not in self.idled and seat in (None, self.seat_of[watch]):
                self.idled.add(watch)
                self.tell(watch, 0)

    def touched(self, seat: int | None = None) -> None:
        for watch in [watch for watch in self.idled if seat in (None, self.seat_of[watch])]:
            self.idled.remove(watch)
            self.tell(watch, 1)

    def offer(self, name: int, interface: str, version: int) -> None:
        self._offered[name] = interface
        self.tell(self.registry, 0, struct.pack("=I", name) + text(interface) + struct.pack("=I", version))

    def _asked_for(self, thing: int, request: int, body: bytes) -> None:
        if thing == DISPLAY and request == GET_REGISTRY:
            (self.registry,) = struct.unpack("=I", body)
            for name, (interface, version) in enumerate(self._compositor.offers.items(), 10):
                self.offer(name, interface, version)
            for name in range(100, 99 + self._compositor.seats):
                self.offer(name, "wl_seat", 7)
        elif thing == DISPLAY and request == SYNC:
            self.tell(struct.unpack("=I", body)[0], 0, struct.pack("=I", 0))
        elif thing == self.registry and request == BIND:
            name, length = struct.unpack_from("=II", body)
            version, number = struct.unpack("=II", body[-8:])
            interface = body[8 : 8 + length - 1].decode()
            assert self._offered[name] == interface
            assert version <= self._compositor.offers[interface]
            self._interfaces[number] = interface
            if interface == "wl_seat":
                self._seats.append(number)
        elif (asked := (self._interfaces.get(thing, ""), request)) in ASKS:
            values = struct.unpack("=III", body)
            number, milliseconds, seat = (values[place] for place in ASKS[asked])
            assert self._interfaces[seat] == "wl_seat"
            self.watches[number], self.seat_of[number] = milliseconds, self._seats.index(seat)
            self.asked.append(asked)
        elif thing in self.watches and request == DESTROY:
            del self.watches[thing]
            self.idled.discard(thing)
        else:
            raise AssertionError(f"request {request} of {thing}")
