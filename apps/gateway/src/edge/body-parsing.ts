import { errorCodes, type FastifyInstance } from 'fastify';

const WEBHOOK_BODY_LIMIT = 64 * 1024;

/** JSON is the only kind of body, but for pushes in XML; a webhook gets its bytes untouched, because the signature is over them. */
export function readBodies(fastify: FastifyInstance): void {
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (request.routeOptions.config.webhook) return done(null, body);
    // wx.request names the type even when it sends nothing.
    if (body.length === 0) return done(null, undefined);
    return parseJson(request, body.toString('utf8'), done);
  });
  fastify.addContentTypeParser(['text/xml', 'application/xml'], { parseAs: 'buffer' }, (request, body, done) => {
    if (request.routeOptions.config.xml) done(null, body);
    else done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE());
  });
  fastify.addHook('onRoute', (route) => {
    if (route.config?.webhook) route.bodyLimit = WEBHOOK_BODY_LIMIT;
  });
}
