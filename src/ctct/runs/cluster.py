"""Dask: the machines of a cluster, or of a trial one on this machine, as an executor."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any, NamedTuple

from ctct.diagnostics import Misuse
from ctct.language import _
from ctct.runs.pool import processors

_PATIENCE = "30s"
"""How long the scheduler may take to answer, and to find a machine that works."""
_SETTINGS = {
    "distributed.worker.profile.enabled": False,
    "distributed.comm.timeouts.connect": _PATIENCE,
    # Without it what is asked of a cluster whose last worker has gone waits for ever.
    "distributed.scheduler.no-workers-timeout": _PATIENCE,
}


class Certificates(NamedTuple):
    """Files of certificates by which both sides know each other, and nobody else reads what goes between them."""

    ca: str
    cert: str
    key: str


@contextmanager
def dask_executor(address: str | None, certificates: Certificates | None = None) -> Iterator[Executor]:
    """Give the machines of the cluster whose scheduler is at ``address`` as an executor; without one, two processes or more of
    this machine. Raises :class:`Misuse` where Dask is not installed or nobody answers.
    """
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError:
        raise Misuse(_('chưa cài Dask; chạy «pip install "ctct[dask]"»')) from None
    # Heartbeats that find nobody any more when all is closed are no news; what fails is told by the work itself.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with dask.config.set(_SETTINGS):
        if address is None:
            with _trial(LocalCluster) as cluster, Client(cluster) as client:
                yield client.get_executor(pure=False)
            return
        with _connected(Client, address, certificates) as client:
            yield client.get_executor(pure=False)


def _trial(local_cluster: Any) -> Any:
    return local_cluster(
        n_workers=max(2, processors()), threads_per_worker=1, dashboard_address=":0", silence_logs=logging.CRITICAL
    )


def _connected(client: Any, address: str, certificates: Certificates | None) -> Any:
    from distributed import Security

    security = None
    if certificates:
        ca, cert, key = certificates
        security = Security(tls_ca_file=ca, tls_client_cert=cert, tls_client_key=key, require_encryption=True)
    try:
        return client(address, security=security, timeout=_PATIENCE)
    except (OSError, ValueError, TypeError) as fault:
        raise Misuse(_("không nối được với bộ điều phối «{address}»: {fault}", address=address, fault=fault)) from None
