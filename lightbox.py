"""The command line of Lightbox. Each group of commands lives in ops/; this module puts them together."""

import sys

import typer

from ops import (
    commands_archive,
    commands_backup,
    commands_data,
    commands_keys,
    commands_run,
    commands_source,
    commands_warehouse,
    commands_xxl,
)
from ops.tasks import safe_text
from warehouse.errors import LightboxError

app = typer.Typer(help="Lightbox 观片灯: the imaging data platform of a hospital.", no_args_is_help=True, pretty_exceptions_enable=False)
commands_run.register(app)
commands_data.register(app)
commands_backup.register(app)
app.add_typer(commands_archive.app, name="archive", help="Objects on storage nodes: their keys, copies and catalogue.")
app.add_typer(commands_keys.app, name="key", help="Back up and restore the keys of this installation.")
app.add_typer(commands_data.quarantine, name="quarantine", help="Rows that were stopped: list, show, release.")
app.add_typer(commands_data.demo, name="demo", help="A hospital to try Lightbox on.")
app.add_typer(commands_source.app, name="source", help="Departmental systems: look at a new one, check its declaration, put it into use.")
app.add_typer(commands_xxl.app, name="xxl", help="The XXL-JOB executor endpoint: its token, and serving it.")
app.add_typer(commands_warehouse.warehouse, name="warehouse", help="The analytic store and its gateway.")


def main() -> None:
    """Run a command. Errors end with status 1: ours with their text, any other with its class and place, for its text may quote a row."""
    try:
        app()
    except LightboxError as error:
        typer.echo(f"✗ {error}", err=True)
        sys.exit(1)
    except Exception as error:
        typer.echo(f"✗ {safe_text(error)}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
