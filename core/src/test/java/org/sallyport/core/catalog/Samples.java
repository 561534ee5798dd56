package org.sallyport.core.catalog;

/** A catalog for tests: the beginning, up to its one feature's first list. */
final class Samples {

    static final String HEAD = """
            sallyport-catalog: 1
            vendor: example
            name: Example
            documents:
              - id: en
                title: Domains
                language: en
                read: 2026-11-24
                sha256: "0000000000000000000000000000000000000000000000000000000000000000"
            regions: [eu-west-1, us-east-2]
            ports:
              - { port: 443, protocol: HTTPS, line: 2 }
            features:
              - id: one
                name: One
                line: 3
            """;

    private Samples() {}
}
