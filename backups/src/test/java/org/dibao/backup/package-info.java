@NullMarked
package org.dibao.backup;

import org.jspecify.annotations.NullMarked;
