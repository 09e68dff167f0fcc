/** Reads a complete article: its identity, its fields and its body. */
@NullMarked
package org.dibao.ingest.article;

import org.jspecify.annotations.NullMarked;
