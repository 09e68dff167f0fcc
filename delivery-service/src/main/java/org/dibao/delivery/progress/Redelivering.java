package org.dibao.delivery.progress;

import org.dibao.contract.article.Position;

/**
 * A redelivery in progress.
 *
 * @param cursor the last position that was taken
 */
public record Redelivering(long id, Position cursor) {}
