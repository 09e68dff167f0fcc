@NullMarked
package org.dibao.liquid;

import org.jspecify.annotations.NullMarked;
