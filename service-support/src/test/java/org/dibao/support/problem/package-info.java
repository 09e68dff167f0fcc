@NullMarked
package org.dibao.support.problem;

import org.jspecify.annotations.NullMarked;
