package org.dibao.gateway.operations;

/** What follows from operations. It is told of each once, in order, from the first on at every start. */
public interface OperationListener {

    /** Must return at once. */
    void on(Recorded recorded);
}
