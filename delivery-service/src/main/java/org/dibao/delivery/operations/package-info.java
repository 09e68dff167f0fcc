/** Health and metrics. */
@NullMarked
package org.dibao.delivery.operations;

import org.jspecify.annotations.NullMarked;
