/** The store's health and metrics. */
@NullMarked
package org.dibao.store.operations;

import org.jspecify.annotations.NullMarked;
