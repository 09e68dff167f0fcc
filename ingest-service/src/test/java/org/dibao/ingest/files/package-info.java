@NullMarked
package org.dibao.ingest.files;

import org.jspecify.annotations.NullMarked;
