"""Every setting, port and limit of Lightbox, with its default, unit and reason.

Each field can be set by an environment variable ``LIGHTBOX_<NAME>`` (``LIGHTBOX_HOME``, ``LIGHTBOX_PORT_OFFSET`` …). Secrets
are never settings: they live in the key folder (`warehouse/keys.py`) or in ``<keys>/connections.json``.
"""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent


class Settings(BaseSettings):
    """The settings of one installation. Build it once with `load()`; tests build their own with explicit values."""

    model_config = SettingsConfigDict(env_prefix="LIGHTBOX_", frozen=True)

    # --- places -------------------------------------------------------------------------------------------------------
    home: Path = Field(ROOT / "var", description="All state. Moving it moves the installation; keys stay apart from it.")
    keys: Path | None = Field(None, description="Folder of keys and connection secrets; see `key_folder`.")

    site: Path | None = Field(
        None, description="What this hospital adds: sources/*.yaml, codes/*.tsv, grants.yaml. Unset: `<home>/site`; reset keeps it."
    )

    # --- ports (all on `host`, all shifted by `port_offset`, so that two clones can run side by side) ------------------
    host: str = Field("127.0.0.1", description="Every listener binds here; a hospital puts a proxy with TLS in front.")
    port_offset: int = Field(0, ge=0, le=20000, description="Added to every port below.")
    api_port_base: int = Field(8600, description="API and viewer.")
    airflow_port_base: int = Field(8608, description="Airflow's page and execution API.")
    gateway_mysql_port_base: int = Field(9030, description="MySQL protocol of the gateway; Doris FE uses the same number.")
    gateway_http_port_base: int = Field(8030, description="Stream Load and Arrow of the gateway; Doris FE uses the same number.")
    airflow_url: str | None = Field(None, description="Where Airflow answers, as http://airflow-api:8608; unset: on this machine.")
    xxl_port_base: int = Field(8612, description="The XXL-JOB executor endpoint; listens only when it is set up.")

    # --- the line -----------------------------------------------------------------------------------------------------
    batch_rows: int = Field(20_000, ge=1, le=200_000, description="Rows of one batch: bounds the memory of a run.")
    compare_confirm_s: int = Field(1800, ge=0, description="Seconds between two compares that miss an exam before it is hidden.")
    compare_max_share: float = Field(0.02, gt=0, le=1, description="A compare that misses more than this share of the exams hides nothing.")
    compare_max_rows: int = Field(200, ge=1, description="A compare that misses more exams than this hides nothing.")
    compare_fetch: int = Field(500, ge=0, description="Most unknown exams a compare fetches in one run; the rest come with the next.")
    page_rows: int = Field(5_000, ge=2, description="Rows of one keyset page read from a source.")
    statement_timeout_s: int = Field(120, ge=1, description="Longest statement on a source: a busy RIS comes before us.")
    rest_page_max_bytes: int = Field(64 * 1024 * 1024, ge=1024, description="Largest answer of a source's service: bounds memory.")
    rest_wait_max_s: int = Field(60, ge=0, description="Longest a source's service may ask us to wait (Retry-After), all waits of a page.")
    source_connections: int = Field(2, ge=1, description="Most connections to one source at a time, over all processes.")
    text_max_chars: int = Field(200_000, description="Longest text field accepted; longer is quarantined, never cut.")
    mass_failure_share: float = Field(
        0.5, gt=0, le=1, description="One rule stops more than this share of a run: the run stops as a whole."
    )
    mass_failure_rows: int = Field(200, ge=1, description="Rows of a run before its share may speak: a few bad rows are just bad rows.")
    file_max_bytes: int = Field(512 * 1024 * 1024, description="Largest report or image file accepted.")
    file_batch_rows: int = Field(2_000, ge=1, description="Files of one batch: what a run that breaks has to fetch again.")
    share_timeout_s: float = Field(30, gt=0, description="Longest silence of a file server, and longest wait for a free connection.")
    share_connections: int = Field(4, ge=1, description="Most connections to the file server of one source, over all processes.")
    share_retries: int = Field(3, ge=0, description="Connections one file may lose before its server counts as unreachable.")
    share_retry_wait_s: float = Field(1.0, ge=0, description="Wait before a lost connection is made anew; grows with each.")
    file_retry_minutes: tuple[int, ...] = Field(
        (10, 20, 60, 360, 1440), min_length=1, description="Waits before a missing or unfinished file is asked for again; the last repeats."
    )
    file_retry_days: int = Field(14, ge=0, description="A file missing for longer waits for a person.")
    file_retry_items: int = Field(1000, ge=1, description="Most files asked for again at a time; the rest come with the next run.")

    runner: Literal["local", "spark"] = Field("local", description="Who carries history and re-collections: this process, or Spark.")
    spark_master: str = Field("local[2]", description="The Spark cluster: local[n], spark://host:7077, yarn, k8s://…")

    # --- looking at a new source ---------------------------------------------------------------------------------------
    sample_rows: int = Field(2_000, ge=10, le=100_000, description="Rows of a table `source new` and `source check --profile` look at.")
    sample_seconds: int = Field(20, ge=1, description="Longest statement of such a look: it happens in working hours.")
    sample_tables: int = Field(200, ge=1, description="Most tables `source new` looks at; name some with --table beyond that.")
    code_values: int = Field(40, ge=1, description="A column with more different values is no code column: none of them is shown.")
    code_chars: int = Field(16, ge=1, description="A column with a longer value is no code column: none of them is shown.")

    # --- stores -------------------------------------------------------------------------------------------------------
    analytic_url: str | None = Field(None, description="Doris: mysql://host:9030/lightbox?http=8030. Unset: the local gateway.")
    platform_url: str | None = Field(None, description="SQLAlchemy URL of platform; unset: SQLite in home.")
    identity_url: str | None = Field(None, description="SQLAlchemy URL of identity; unset: SQLite in home.")
    gateway_memory: str = Field("2GB", description="DuckDB memory limit inside the gateway.")
    query_timeout_s: int = Field(60, description="Longest analytic query through the gateway.")
    query_max_rows: int = Field(200_000, description="Most rows one MySQL-protocol answer may hold; more: use the Arrow route.")
    gateway_certificate: Path | None = Field(None, description="PEM certificate of the gateway: both its doors speak TLS, and TLS only.")
    gateway_certificate_key: Path | None = Field(None, description="PEM key of that certificate, without a password.")
    analytic_ca: Path | None = Field(None, description="PEM file of who signed the store's certificate; unset: the system's.")
    gateway_connections: int = Field(200, ge=1, description="Most clients of each door: a pool that leaks must not take the gateway down.")
    gateway_long_queries: int = Field(2, ge=1, description="Long queries of one account at once: two cores do not gain from more.")
    gateway_quick_s: float = Field(2.0, gt=0, description="A query that has run this long is a long one.")
    gateway_wait_s: float = Field(30.0, ge=0, description="Longest wait for a place among the long queries; then the query is refused.")
    gateway_statement_bytes: int = Field(1024 * 1024, ge=4096, description="Longest statement, parameters included.")
    gateway_load_bytes: int = Field(1024**3, ge=1024, description="Largest body of a load; it is spooled to disk.")
    gateway_answer_bytes: int = Field(8 * 1024**3, ge=1024, description="Largest answer of the Arrow route; it is spooled to disk.")
    export_min_exams: int = Field(5, ge=2, le=100, description="Smallest count of exams an export view (x_…) shows; smaller are masked.")
    archive_frame_bytes: int = Field(1024 * 1024, description="Clear bytes of one encrypted frame: memory per stream, seek grain.")

    # --- the archive's objects on S3 (docs/objects.md; keys of its nodes lie in the key folder) ---------------------------
    archive_nodes: dict[str, str] = Field({}, description='Storage nodes, JSON: {"a": "https://10.0.0.1:8333"}. Empty: local folders.')
    archive_copies: int = Field(1, ge=1, le=10, description="Copies of each object, on different nodes; 2 on 3 nodes bear the loss of one.")
    archive_bucket: str = Field("lightbox", description="Bucket of new objects; may hold {source}, {modality}, {year}.")
    archive_make_buckets: bool = Field(True, description="Make a bucket that is not there; false where the key has no right to.")
    archive_region: str = Field("us-east-1", description="Region of all nodes; most servers that are not AWS take this one.")
    archive_certificates: Path | None = Field(None, description="PEM file of the CA of the nodes; unset: those this machine trusts.")
    archive_insecure: bool = Field(False, description="Allow nodes without TLS that are not this machine: sealed bytes, but open keys.")
    archive_part_bytes: int = Field(
        8 * 1024 * 1024, ge=5 * 1024 * 1024, le=256 * 1024 * 1024, description="Larger objects go in parts of this: memory of one write."
    )
    archive_connect_s: float = Field(3.0, gt=0, description="Longest wait for a connection to a node.")
    archive_answer_s: float = Field(20.0, gt=0, description="Longest silence of a node.")
    archive_tries: int = Field(3, ge=1, le=10, description="Tries of one request to one node, with growing waits.")
    archive_pause_s: float = Field(15.0, ge=0, description="A node that failed is asked last for this long.")
    archive_connections: int = Field(10, ge=1, description="Most connections of one process to one node.")

    alert_webhook: str | None = Field(None, description="Where alerts are posted as JSON; unset: they stand on their page only.")

    # --- people -------------------------------------------------------------------------------------------------------
    session_hours: int = Field(12, description="A session ends after this, used or not: one shift.")
    login_tries: int = Field(5, description="Wrong passwords before a user waits `login_wait_s`.")
    login_wait_s: int = Field(300, description="Wait after `login_tries` wrong passwords.")

    # --- XXL-JOB (docs/xxl-job.md; its access token lies in the key folder) ---------------------------------------------
    xxl_admins: str | None = Field(None, description="Roots of the scheduling center, comma-separated: http://host:8080/xxl-job-admin")
    xxl_generation: Literal["legacy", "v350"] = Field("legacy", description="Protocol: legacy for 2.2.0 to 3.4.2, v350 for 3.5.0.")
    xxl_app: str = Field("lightbox", min_length=4, max_length=64, description="AppName of the executor, as the center knows it.")
    xxl_address: str | None = Field(None, description="Address the center calls, such as the proxy's; unset: host and port.")
    xxl_body_bytes: int = Field(64 * 1024, ge=4096, description="Largest request: parameters have at most 2,048 characters.")
    xxl_queue: int = Field(200, ge=1, description="Most triggers waiting or running at once; more are refused.")
    xxl_poll_s: float = Field(1.0, gt=0, description="Time between two looks at what runs.")
    xxl_start_s: int = Field(120, ge=1, description="A request the scheduler does not take within this has failed.")
    xxl_beat_s: int = Field(30, ge=1, le=60, description="Registry heartbeat; the center forgets an executor after 90 s.")
    xxl_callback_wait_s: int = Field(60, ge=1, description="Longest wait between two tries to report a result.")
    xxl_timeout_s: float = Field(3.0, gt=0, description="Longest wait for an answer of the center; the same as its own clients'.")
    xxl_keep_days: int = Field(30, ge=1, description="Reported triggers and their logs are kept this long.")

    # --- demo ---------------------------------------------------------------------------------------------------------
    demo_exams: int = Field(3_000, ge=100, le=1_000_000, description="Exams of the demo hospital.")
    demo_seed: int = Field(20260101, description="Same seed, same hospital.")

    @property
    def key_folder(self) -> Path:
        """Keys outside `home`: one folder per installation, so neither `make reset` nor `git clean` can reach it."""
        if self.keys is not None:
            return self.keys
        mark = hashlib.sha256(str(self.home.resolve()).encode()).hexdigest()[:8]
        return Path.home() / ".local" / "share" / "lightbox" / f"keys-{mark}"

    def port(self, name: str) -> int:
        """The port of a listener: `api`, `airflow`, `gateway_mysql`, `gateway_http` or `xxl`."""
        base: int = getattr(self, f"{name}_port_base")
        return base + self.port_offset

    @property
    def airflow_address(self) -> str:
        return (self.airflow_url or f"http://{self.host}:{self.port('airflow')}").rstrip("/")

    @property
    def platform_database(self) -> str:
        return self.platform_url or f"sqlite:///{self.home / 'platform.db'}"

    @property
    def identity_database(self) -> str:
        return self.identity_url or f"sqlite:///{self.home / 'identity.db'}"

    @property
    def staging(self) -> Path:
        """Encrypted batches between two steps."""
        return self.home / "staging"

    @property
    def archive(self) -> Path:
        return self.home / "archive"

    @property
    def feeds(self) -> Path:
        """Published feed settings (`*.json`), all that DAG parsing reads."""
        return self.home / "feeds"

    @property
    def site_folder(self) -> Path:
        return self.site or self.home / "site"

    @property
    def own_sources(self) -> Path:
        """Source declarations of this hospital, read beside those that are delivered."""
        return self.site_folder / "sources"

    @property
    def own_codes(self) -> Path:
        """Rows this hospital adds to the code tables."""
        return self.site_folder / "codes"

    @property
    def own_grants(self) -> Path:
        """Who may read what of the analytic store, where this hospital says otherwise than delivered."""
        return self.site_folder / "grants.yaml"

    @property
    def logs(self) -> Path:
        return self.home / "logs"

    @property
    def demo(self) -> Path:
        """The demo hospital: not ours, hence full of names."""
        return self.home / "demo"


@lru_cache(maxsize=1)
def load() -> Settings:
    """The settings of this process, read once from the environment."""
    return Settings()  # pyright: ignore[reportCallIssue]
