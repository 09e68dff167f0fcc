/** Markdown as a Jekyll site has it: Liquid out of the way, then as kramdown reads it. */
@NullMarked
package org.dibao.ingest.markdown;

import org.jspecify.annotations.NullMarked;
