"""The way from one address of the site to another."""

from __future__ import annotations

import posixpath
from itertools import product

from publishing.words.addresses import relative

ADDRESSES = ("/", "/a/", "/a/b/", "/a/b/c/", "/ab/", "/b/a/", "/feed.xml", "/a/feed.xml", "/a/b.c/", "/a//b/", "/a/../b/", "/a/./b/", "/a/.b/", "/a/b", "a/b/")


def test_it_is_that_of_the_library() -> None:
    for target, base in product(ADDRESSES, ADDRESSES):
        if target[:1] == base[:1]:
            folder = base if base.endswith("/") else f"{posixpath.dirname(base)}/"
            way = posixpath.relpath(target, folder) + ("/" if target.endswith("/") else "")
            assert relative(target, base) == way.replace("//", "/"), (target, base)
            assert relative(f"{target}#part", base) == f"{way}#part".replace("//", "/")
