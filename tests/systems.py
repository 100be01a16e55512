"""Marks of tests that only some systems can run."""

from __future__ import annotations

import os
from multiprocessing import get_start_method

import pytest

on_posix = pytest.mark.skipif(os.name != "posix", reason="signals, rights and scripts of POSIX")
where_processes_fork = pytest.mark.skipif(
    os.name != "posix" or get_start_method() != "fork", reason="a process that begins from nothing knows nothing of the test"
)
