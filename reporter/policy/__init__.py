"""The support promise as data: `policy.yml` becomes one frozen typed model. Pure."""
