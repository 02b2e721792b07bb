"""Signing in and what the signed-in person may do."""

from pydantic import BaseModel, Field

from api.http.models.common import Answer


class Credentials(BaseModel):
    user: str = Field(min_length=1, max_length=64, examples=["clinician"])
    password: str = Field(min_length=1, max_length=200, examples=["…"])


class Session(Answer):
    """Who is signed in. Pages show what `operations` allow; the server decides each call anyway."""

    user: str = Field(examples=["clinician"])
    display_name: str = Field(examples=["临床医生"])
    role: str = Field(examples=["clinician"])
    operations: list[str] = Field(examples=[["exams:read", "exams:search", "files:read", "person:reveal", "report:original"]])
    csrf_token: str = Field(examples=["k3Jv0…"], description="Send it as header X-CSRF-Token with every POST, PUT and DELETE")
