@NullMarked
package org.dibao.delivery.progress;

import org.jspecify.annotations.NullMarked;
