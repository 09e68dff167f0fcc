/** The YAML at the head of a file, as Jekyll reads it, from senders who are not trusted. */
@NullMarked
package org.dibao.ingest.frontmatter;

import org.jspecify.annotations.NullMarked;
