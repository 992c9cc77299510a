"""Our menu as pystray knows menus, for its own backends and for ours alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from deskbreak.ports import Post
from deskbreak.ports.tray import Menu, MenuItem


def pystray_menu(pystray: Any, menu: Callable[[], Menu], post: Post) -> Any:
    """A pystray menu that asks `menu` for its lines whenever it is read. Each line has a `meaning` besides."""

    def lines(items: Menu) -> list[Any]:
        return [pystray.Menu.SEPARATOR if item is None else line(item) for item in items]

    def line(item: MenuItem) -> Any:
        action: Any = pystray.Menu(*lines(item.children)) if item.children else chosen(item)
        mark = None if item.checked is None else lambda _item, checked=item.checked: checked
        made = pystray.MenuItem(
            item.label, action, checked=mark, radio=item.radio, default=item.default, enabled=item.enabled
        )
        made.meaning = _meaning(item)
        return made

    def chosen(item: MenuItem) -> Callable[[Any], None]:
        def act(_icon: Any) -> None:
            if item.request is not None:
                post(item.request)

        return act

    return pystray.Menu(lambda: lines(menu()))


def _meaning(item: MenuItem) -> str:
    """The same as long as this is the same line, whatever time its label tells and whether its mark is set."""
    if item.checked is not None and not item.radio:
        # A check mark asks for the opposite once it is set, and is the same line all the same.
        return item.label
    return repr(item.request)
