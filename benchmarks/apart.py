"""The lines of one module, measured in a process of its own."""

from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from multiprocessing import get_context

from benchmarks.measure import Compared


def lines_apart(name: str, *, quick: bool) -> list[Compared]:
    """What `benchmarks.NAME` measures; raises what it raised."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(lines_of, name, quick).result()


def lines_of(name: str, quick: bool) -> list[Compared]:
    """The same in this process."""
    found = import_module(f"benchmarks.{name}").compare(quick)
    assert isinstance(found, list)
    return found
