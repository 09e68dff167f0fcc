package org.dibao.projector;

import org.dibao.contract.article.Position;

/** A value and the position of the record that made it so. */
public record Versioned<V>(Position position, V value) {}
