"""The XXL-JOB executor endpoint: a scheduling center starts collections here and hears how they ended."""
