/** A publisher's input, field by field, whatever its format. */
@NullMarked
package org.dibao.ingest.fields;

import org.jspecify.annotations.NullMarked;
