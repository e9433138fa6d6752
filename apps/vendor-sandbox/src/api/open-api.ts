// The description of the phones' API, made of its routes as those of the services are. The desk beside it is in the README.
import { openApiOf, type Route } from '@offline-push/service-kit';
import { type ApiRoute, ROUTES } from './routes';

const described = ({
  method,
  path,
  handler,
  summary,
  details,
  body,
  query,
  status = 200,
  response,
  responseType,
}: ApiRoute): Route => ({
  method: method.toLowerCase(),
  path,
  handler,
  isOpen: true,
  isForAnyApp: true,
  roles: [],
  notes: {
    summary,
    response,
    ...(details !== undefined && { details }),
    ...(responseType !== undefined && { responseType }),
  },
  body,
  query,
  status,
});

export const openApiText = (version: string): string =>
  `${JSON.stringify(openApiOf(Object.values<ApiRoute>(ROUTES).map(described), { service: 'vendor-sandbox', version }), null, 2)}\n`;
