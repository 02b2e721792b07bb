# One image for the API, the tasks and Airflow. Packages come from where the site's own pip and npm configuration says.
FROM node:22.21.1-bookworm-slim AS viewer
WORKDIR /src/viewer
COPY viewer/package.json viewer/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY viewer/ ./
RUN npm run build

FROM python:3.11.14-slim-bookworm AS packages
# Airflow on Celery and PostgreSQL: not in requirements.lock, which is for one machine; bound to it so that nothing pinned there changes.
ARG CLUSTER="apache-airflow-providers-celery apache-airflow-providers-postgres redis"
COPY requirements.lock /tmp/
RUN python -m venv /opt/venv \
 && /opt/venv/bin/pip install --no-cache-dir -r /tmp/requirements.lock \
 && /opt/venv/bin/pip install --no-cache-dir -c /tmp/requirements.lock ${CLUSTER}

FROM python:3.11.14-slim-bookworm AS product
RUN useradd --uid 10001 --user-group --home-dir /var/lib/lightbox --create-home lightbox && mkdir /keys && chown lightbox:lightbox /keys
COPY --from=packages /opt/venv /opt/venv
WORKDIR /opt/lightbox
COPY lightbox.py settings.py ./
COPY api api
COPY dags dags
COPY ops ops
COPY pipelines pipelines
COPY quality quality
COPY warehouse warehouse
COPY demo demo
COPY --from=viewer /src/viewer/dist viewer/dist
ENV PATH=/opt/venv/bin:$PATH PYTHONPATH=/opt/lightbox:/opt/lightbox/dags/config PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER 10001:10001
CMD ["python", "-m", "lightbox", "api"]
HEALTHCHECK --interval=10s --timeout=5s --retries=12 \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8600/healthz', timeout=4)"]
