@NullMarked
package org.dibao.ingest.pictures;

import org.jspecify.annotations.NullMarked;
