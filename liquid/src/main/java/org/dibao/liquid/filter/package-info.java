/** The filters of Liquid and of Jekyll. */
@NullMarked
package org.dibao.liquid.filter;

import org.jspecify.annotations.NullMarked;
