@NullMarked
package org.dibao.blobs;

import org.jspecify.annotations.NullMarked;
