"""The analytic store: one contract on every engine, the gateway as its clients see it."""
