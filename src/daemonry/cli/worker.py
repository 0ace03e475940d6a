"""``python -m daemonry.cli.worker``: one of the processes of ``--workers``, not for people."""

import socket
import sys
from contextlib import AbstractContextManager, nullcontext

from daemonry.cli.errors import ExitCode, complain, complaint_of
from daemonry.cli.logs import configure_logging


def work(listener: socket.socket, line: socket.socket) -> int:
    """Do the job that comes down the line; return the exit code."""
    from daemonry.settings import Settings  # noqa: PLC0415 - pydantic is slow to import
    from daemonry.web.hardening import hardened_process  # noqa: PLC0415 - with the server
    from daemonry.web.server import run  # noqa: PLC0415 - loads the HTTP server
    from daemonry.web.worker import SupervisorLine  # noqa: PLC0415 - with it

    supervisor = SupervisorLine(line)
    try:
        job = supervisor.job()
        settings = Settings.model_validate(job["settings"])
        configure_logging(settings)
        if settings.profile == "dev":
            from daemonry.cli.dev import serve_tutorial as serve  # noqa: PLC0415 - one of them

            shield: AbstractContextManager[None] = nullcontext()
        else:
            from daemonry.cli.serve import serve_directory as serve  # noqa: PLC0415 - likewise

            shield = hardened_process()
        orders, ready = supervisor.orders, supervisor.ready
        with shield:
            run(
                serve(
                    settings,
                    listener,
                    ciam=job["ciam"],
                    orders=orders,
                    ready=ready,
                    watched=supervisor.reporting if settings.metrics_port is not None else None,
                )
            )
    except EOFError:
        return ExitCode.UNREACHABLE
    except Exception as error:  # noqa: BLE001 - a person is told, as in the program
        complaint = complaint_of(error)
        complain(complaint)
        return complaint.code
    return ExitCode.OK


if __name__ == "__main__":
    listener_number, line_number = map(int, sys.argv[1:])
    sys.exit(work(socket.socket(fileno=listener_number), socket.socket(fileno=line_number)))
