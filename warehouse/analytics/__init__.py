"""The analytic store: one narrow protocol, its engines and the gateway."""
