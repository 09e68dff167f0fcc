package org.dibao.gateway.backends;

/**
 * The services behind the gateway. Imports have separate connections, so that they cannot use up those of single posts.
 *
 * @param ingest      writes
 * @param imports     ingest again, for {@code POST /api/imports}
 * @param store       articles, their history, decisions
 * @param render      pages
 * @param delivery    subscriptions
 * @param connections closes all connections
 */
public record Backends(
        Backend ingest, Backend imports, Backend store, Backend render, Backend delivery, Runnable connections)
        implements AutoCloseable {

    @Override
    public void close() {
        connections.run();
    }
}
