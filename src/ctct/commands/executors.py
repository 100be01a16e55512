"""The options by which work on many drafts is given to other machines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from ctct.commands.common import say
from ctct.language import _

if TYPE_CHECKING:
    from ctct.runs.pool import Work

Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--executor", type=click.Choice(["dask"]), envvar="CTCT_EXECUTOR", help="Chia việc cho một cụm máy Dask."),
    click.option(
        "--address", metavar="tcp://…", envvar="CTCT_ADDRESS", help="Bộ điều phối của cụm; không có thì thử trên máy này."
    ),
    click.option("--ship", is_flag=True, help="Gửi dự thảo đi cùng mọi thứ nó cần: các máy không phải dùng chung thư mục."),
    click.option("--tls-ca", metavar="TỆP", help="Chứng thư gốc của cụm (địa chỉ «tls://…»)."),
    click.option("--tls-cert", metavar="TỆP", help="Chứng thư của máy này."),
    click.option("--tls-key", metavar="TỆP", help="Khóa của máy này."),
)


class Machines(NamedTuple):
    """Which machines were asked for; the fields are the options."""

    executor: str | None
    address: str | None
    ship: bool
    tls_ca: str | None
    tls_cert: str | None
    tls_key: str | None

    @classmethod
    def asked(cls, given: dict[str, Any]) -> Machines:
        """Take the options out of ``given``. Raises ``click.UsageError`` for some that mean nothing alone."""
        machines = cls(*(given.pop(name) for name in cls._fields))
        if machines.executor is None and any(machines[2:]):
            raise click.UsageError(_("--ship, --tls-ca, --tls-cert, --tls-key chỉ dùng với --executor dask"))
        if 0 < sum(map(bool, machines[3:])) < 3:
            raise click.UsageError(_("--tls-ca, --tls-cert, --tls-key phải đi cùng nhau"))
        return machines

    def refuse(self, others: Mapping[str, object]) -> None:
        """Raise ``click.UsageError`` where the work is to go out and one of ``others``, which needs this machine, was asked."""
        for option, value in others.items():
            if self.executor and value:
                raise click.UsageError(_("{option} chỉ làm trên máy này, không dùng được với --executor", option=option))

    @contextmanager
    def work(self) -> Iterator[Work[Any]]:
        """Give what does the work. Raises ``Misuse``."""
        from ctct.runs.pool import run_jobs

        if self.executor is None:
            yield run_jobs
            return
        from ctct.runs.cluster import Certificates, dask_executor
        from ctct.runs.executors import Elsewhere

        tls = Certificates(self.tls_ca, self.tls_cert, self.tls_key) if self.tls_ca and self.tls_cert and self.tls_key else None
        with dask_executor(self.address, tls) as executor:
            yield Elsewhere(executor, lambda words: say(words, err=True), self.ship).run


def machine_options(command: Command) -> Command:
    """Add the options to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
