"""Where a batch is computed: in process, or on Spark."""
