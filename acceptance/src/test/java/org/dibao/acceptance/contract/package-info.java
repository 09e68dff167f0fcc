/** Whether the system keeps to the documents that it publishes of itself. */
@NullMarked
package org.dibao.acceptance.contract;

import org.jspecify.annotations.NullMarked;
