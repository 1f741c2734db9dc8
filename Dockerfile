FROM node:20-bookworm-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source
COPY . .
# A container has its server elsewhere: the private PostgreSQL stays out.
RUN dotnet publish src/IsmsPlatform.Web --configuration Release -p:RunAnalyzers=false -p:SkipPrivatePostgres=true --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# Mails, when no SMTP server is configured.
RUN mkdir /data && chown "$APP_UID" /data
ENV Data=/data
VOLUME /data
USER $APP_UID
EXPOSE 8080
ENTRYPOINT ["dotnet", "IsmsPlatform.Web.dll"]
CMD ["up"]
