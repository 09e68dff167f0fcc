/** What a publisher gave, field by field, whatever it was written in. */
@NullMarked
package org.dibao.ingest.fields;

import org.jspecify.annotations.NullMarked;
