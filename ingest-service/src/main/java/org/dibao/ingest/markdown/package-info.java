/** Markdown as in Jekyll: Liquid is removed, then the text is converted like kramdown does. */
@NullMarked
package org.dibao.ingest.markdown;

import org.jspecify.annotations.NullMarked;
