/** HTTP responses, as all services produce them. */
@NullMarked
package org.dibao.support.web;

import org.jspecify.annotations.NullMarked;
