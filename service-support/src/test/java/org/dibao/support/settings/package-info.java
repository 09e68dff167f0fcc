@NullMarked
package org.dibao.support.settings;

import org.jspecify.annotations.NullMarked;
