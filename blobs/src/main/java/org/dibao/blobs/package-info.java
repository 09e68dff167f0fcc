/** Bytes under their SHA-256: kept once, never changed, read by whoever knows the hash. */
@NullMarked
package org.dibao.blobs;

import org.jspecify.annotations.NullMarked;
