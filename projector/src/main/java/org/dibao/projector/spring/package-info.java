/** A projector and its dependencies as Spring beans, for a service to import. */
@NullMarked
package org.dibao.projector.spring;

import org.jspecify.annotations.NullMarked;
