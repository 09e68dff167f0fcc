/** What describes the API: the OpenAPI and AsyncAPI documents, a page made of them, and the schemas of the records. */
@NullMarked
package org.dibao.gateway.documents;

import org.jspecify.annotations.NullMarked;
