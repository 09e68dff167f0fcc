package org.dibao.projector;

import org.dibao.contract.article.Position;

/** A value and the position of the record that it comes from. */
public record Versioned<V>(Position position, V value) {}
