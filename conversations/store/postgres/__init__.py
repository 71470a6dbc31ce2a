"""PostgreSQL under the stores, where one machine is not enough (`wence[postgres]`)."""
