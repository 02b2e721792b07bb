"""Commands of the XXL-JOB endpoint: set its token, serve it."""

import sys

import typer

from ops.xxl_setup import save_token
from settings import load

app = typer.Typer(no_args_is_help=True)


@app.command("token")
def token_command() -> None:
    """Keep the access token of the scheduling center in the key folder; typed without echo, or read from standard input."""
    given = typer.prompt("access token of the XXL-JOB center", hide_input=True) if sys.stdin.isatty() else sys.stdin.read()
    save_token(load(), given)
    typer.echo("kept; `lightbox up` starts the endpoint when LIGHTBOX_XXL_ADMINS is set")


@app.command("serve")
def serve_command() -> None:
    """Serve the endpoint in the foreground until stopped."""
    from ops.serve_xxl import serve

    serve(load())
